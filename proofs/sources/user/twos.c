/* Prints the bytes of numbers below zero, and what widening does to them. */
#include <stdio.h>

int main(void)
{
	signed char one = -97;
	short two = -97;
	int four = -97;
	long eight = -97;
	int narrow = -1;
	long widened = narrow;
	unsigned plain = 0xffffffff;
	unsigned long filled = plain;

	printf("minus_97_in_1_byte=0x%02x\n", (unsigned char)one);
	printf("minus_97_in_2_bytes=0x%04x\n", (unsigned short)two);
	printf("minus_97_in_4_bytes=0x%08x\n", (unsigned)four);
	printf("minus_97_in_8_bytes=0x%016lx\n", (unsigned long)eight);
	printf("minus_1_in_4_bytes=0x%08x\n", (unsigned)narrow);
	printf("minus_1_widened=0x%016lx\n", (unsigned long)widened);
	printf("0xffffffff_unsigned=%u\n", plain);
	printf("0xffffffff_unsigned_widened=0x%016lx\n", filled);
	printf("0xffffffff_signed=%d\n", (int)plain);
	return 0;
}
