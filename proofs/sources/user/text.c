/* The number behind a sign. */
#include <stdio.h>

int main(void)
{
	const char signs[] = "A Za z09\n";

	for (int i = 0; signs[i]; i++)
		printf("sign=%c decimal=%d hexadecimal=0x%02x\n", signs[i] == '\n' ? '~' : signs[i], signs[i], signs[i]);
	return 0;
}
