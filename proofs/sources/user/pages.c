/* Pages: their size, the page number and the low 12 bits of an address; two virtual addresses of one physical page. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int number = 41;

int main(void)
{
	unsigned long address = (unsigned long)&number;
	int fd = memfd_create("page", 0);
	int *one, *two;

	printf("page_size=%ld\n", sysconf(_SC_PAGESIZE));
	printf("address=0x%lx page=0x%lx low_12_bits=0x%lx\n", address, address / 4096, address % 4096);
	if (fd < 0 || ftruncate(fd, 4096))
		return 1;
	one = mmap((void *)0x10000000, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);
	two = mmap((void *)0x20000000, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);
	if (one == MAP_FAILED || two == MAP_FAILED)
		return 1;
	one[0] = 41;
	printf("written at=%p number=41\n", (void *)one);
	printf("read at=%p number=%d\n", (void *)two, two[0]);
	return 0;
}
