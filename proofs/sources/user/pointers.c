/* A pointer, the 8 bytes that it holds, the number at that address, and a pointer that holds 0. */
#include <stdio.h>

static int number = 41;
static int *pointer = &number;
static int *null;

int main(void)
{
	const unsigned char *byte = (const unsigned char *)&pointer;

	printf("number_at=%p\n", (void *)&number);
	printf("pointer_at=%p\n", (void *)&pointer);
	printf("pointer_holds=%p\n", (void *)pointer);
	printf("pointer_bytes=");
	for (int i = 0; i < 8; i++)
		printf("%02x%s", byte[i], i < 7 ? " " : "\n");
	printf("dereferenced=%d\n", *pointer);
	*pointer = 7;
	printf("number_after_write=%d\n", number);
	printf("null_holds=0x%lx\n", (unsigned long)null);
	return 0;
}
