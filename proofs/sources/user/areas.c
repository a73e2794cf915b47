/* Where the parts of a process lie: one address of each part, then the kernel's own list. */
#include <stdio.h>
#include <stdlib.h>

static int data = 41;
static int zero[4];
static const int constant = 6;

int main(void)
{
	int local = 3;
	char line[256];
	FILE *maps = fopen("/proc/self/maps", "r");

	if (!maps)
		return 1;
	printf("function main=%p\n", (void *)(unsigned long)main);
	printf("constant=%p\n", (const void *)&constant);
	printf("data=%p\n", (void *)&data);
	printf("zero=%p\n", (void *)zero);
	printf("heap=%p\n", malloc(1));
	printf("library printf=%p\n", (void *)(unsigned long)printf);
	printf("stack=%p\n", (void *)&local);
	while (fgets(line, sizeof(line), maps))
		fputs(line, stdout);
	return 0;
}
