/* Item i of an array stands at base + i * size: 4 bytes a number here, 8 bytes a pointer. */
#include <stdio.h>

static int numbers[4] = { 2, 1, 0, 41 };
static int *pointers[4] = { &numbers[0], &numbers[1], &numbers[2], &numbers[3] };

int main(void)
{
	printf("numbers size=%zu\n", sizeof(numbers[0]));
	for (int i = 0; i < 4; i++)
		printf("numbers[%d] address=%p holds=%d\n", i, (void *)&numbers[i], numbers[i]);
	printf("pointers size=%zu\n", sizeof(pointers[0]));
	for (int i = 0; i < 4; i++)
		printf("pointers[%d] address=%p holds=%p\n", i, (void *)&pointers[i], (void *)pointers[i]);
	return 0;
}
