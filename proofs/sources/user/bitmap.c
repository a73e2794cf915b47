/* The lowest zero bit of a bitmap, before and after that bit is set to 1. */
#include <stdio.h>

static int lowest_zero(unsigned char map)
{
	int i = 0;

	while (map >> i & 1)
		i++;
	return i;
}

static void show(const char *when, unsigned char map)
{
	printf("%s byte=0x%02x bit0=%d bit1=%d bit2=%d bit3=%d bit4=%d lowest_zero=%d\n", when, map, map & 1,
	       map >> 1 & 1, map >> 2 & 1, map >> 3 & 1, map >> 4 & 1, lowest_zero(map));
}

int main(void)
{
	unsigned char map = 7;

	show("first", map);
	map |= 1 << lowest_zero(map);
	show("second", map);
	map &= ~(1 << 1);
	show("third", map);
	return 0;
}
