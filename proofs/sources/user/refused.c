/* Instructions that the processor refuses at privilege level 3, and the number of the signal each one ends in. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void harmless(void)
{
	__asm__ volatile("nop");
}

static void halt(void)
{
	__asm__ volatile("hlt");
}

static void read_msr(void)
{
	__asm__ volatile("rdmsr" : : "c"(0xc0000082) : "rax", "rdx");
}

static void breakpoint(void)
{
	__asm__ volatile(".byte 0xcc");
}

static void null_read(void)
{
	__asm__ volatile("movl (%0), %%eax" : : "r"(0L) : "rax");
}

static void kernel_read(void)
{
	__asm__ volatile("movl (%0), %%eax" : : "r"(0xffffffff81000000) : "rax");
}

static void level(void)
{
	unsigned long cs;

	__asm__("mov %%cs, %0" : "=r"(cs));
	printf("cs=0x%lx privilege_level=%lu\n", cs, cs & 3);
}

static void try(const char *name, void (*run)(void))
{
	int status;

	fflush(stdout);
	if (fork() == 0) {
		run();
		_exit(0);
	}
	wait(&status);
	printf("%s signal=%d\n", name, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

int main(void)
{
	level();
	try("nop", harmless);
	try("hlt", halt);
	try("rdmsr", read_msr);
	try("int3", breakpoint);
	try("read_address_0", null_read);
	try("read_0xffffffff81000000", kernel_read);
	return 0;
}
