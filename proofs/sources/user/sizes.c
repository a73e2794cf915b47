/* Prints how many bytes each kind of number takes. */
#include <stdio.h>

int main(void)
{
	printf("char=%zu\n", sizeof(char));
	printf("short=%zu\n", sizeof(short));
	printf("int=%zu\n", sizeof(int));
	printf("long=%zu\n", sizeof(long));
	printf("pointer=%zu\n", sizeof(void *));
	printf("function_pointer=%zu\n", sizeof(int (*)(void)));
	return 0;
}
