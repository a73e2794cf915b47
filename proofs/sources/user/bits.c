/* Prints what AND, OR, XOR and shifts do to the bits of 12 and 10. */
#include <stdio.h>

static void show(const char *what, unsigned number)
{
	printf("%s=%u bits=", what, number);
	for (int bit = 7; bit >= 0; bit--)
		printf("%u%s", number >> bit & 1, bit == 4 ? " " : "");
	printf("\n");
}

int main(void)
{
	unsigned a = 12, b = 10;

	show("a", a);
	show("b", b);
	show("and", a & b);
	show("or", a | b);
	show("xor", a ^ b);
	show("xor_itself", a ^ a);
	show("left_1", a << 1);
	show("left_3", a << 3);
	show("right_2", a >> 2);
	return 0;
}
