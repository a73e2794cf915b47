/* Prints each byte of a number in RAM, from the lowest address up. */
#include <stdio.h>

static void show(const char *name, const void *start, int count)
{
	const unsigned char *byte = start;

	printf("%s at=%p bytes=", name, start);
	for (int i = 0; i < count; i++)
		printf("%02x%s", byte[i], i + 1 < count ? " " : "\n");
}

static int n41 = 41;
static int n4096 = 4096;
static int minus_97 = -97;
static long long_41 = 41;
static long long_minus_97 = -97;
static unsigned long kernel_address = 0xffffffff81898d90;

int main(void)
{
	show("int_41", &n41, 4);
	show("int_4096", &n4096, 4);
	show("int_minus_97", &minus_97, 4);
	show("long_41", &long_41, 8);
	show("long_minus_97", &long_minus_97, 8);
	show("long_address", &kernel_address, 8);
	return 0;
}
