/* Prints numbers in base ten, base sixteen and base two. */
#include <stdio.h>

static void show(unsigned number)
{
	printf("decimal=%u hexadecimal=0x%x binary=", number, number);
	for (int bit = 15; bit >= 0; bit--)
		printf("%u%s", number >> bit & 1, bit == 8 ? " " : "");
	printf("\n");
}

int main(void)
{
	unsigned numbers[] = { 1, 2, 41, 97, 255, 256, 1000, 4096 };

	for (unsigned i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		show(numbers[i]);
	return 0;
}
