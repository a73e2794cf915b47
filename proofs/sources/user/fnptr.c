/* A function pointer: 8 bytes that hold the address of a function; a call takes its target from them. */
#include <stdio.h>

static int create_tcp(int protocol)
{
	return protocol + 6;
}

static int create_udp(int protocol)
{
	return protocol + 17;
}

static int (*create)(int) = create_tcp;

int main(void)
{
	printf("create_tcp_at=%p\n", (void *)(unsigned long)create_tcp);
	printf("create_udp_at=%p\n", (void *)(unsigned long)create_udp);
	printf("create_at=%p\n", (void *)&create);
	printf("create_holds=%p\n", (void *)(unsigned long)create);
	printf("first_answer=%d\n", create(0));
	create = create_udp;
	printf("create_holds_now=%p\n", (void *)(unsigned long)create);
	printf("second_answer=%d\n", create(0));
	return 0;
}
