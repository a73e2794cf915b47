/* Reads and writes one byte of RAM and prints the neighbours: each address holds one byte. */
#include <stdio.h>

static unsigned char slots[4] = { 2, 1, 0, 41 };

static void show(const char *when)
{
	for (int i = 0; i < 4; i++)
		printf("%s address=%p byte=%d\n", when, (void *)&slots[i], slots[i]);
}

int main(void)
{
	int taken;

	show("before");
	taken = slots[3];
	show("after_read");
	slots[1] = 7;
	show("after_write");
	printf("taken=%d\n", taken);
	return 0;
}
