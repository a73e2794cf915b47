/* A stack frame: rbp, the number kept below it, the old rbp at it, the return address above it. */
#include <stdio.h>

static void show(void)
{
	int server_fd = 3;
	char *rbp = __builtin_frame_address(0);

	printf("rbp=%p\n", (void *)rbp);
	printf("server_fd_at=%p\n", (void *)&server_fd);
	printf("distance=%ld\n", (long)((char *)&server_fd - rbp));
	printf("old_rbp=0x%lx\n", *(unsigned long *)rbp);
	printf("return_address_at=%p\n", (void *)(rbp + 8));
	printf("return_address=0x%lx\n", *(unsigned long *)(rbp + 8));
}

int main(void)
{
	show();
	return 0;
}
