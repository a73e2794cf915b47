/* The caller puts three numbers into rdi, rsi, rdx; the function puts its answer into rax. */
#include <stdio.h>

unsigned rdi, rsi, rdx;

__asm__(".text\n"
	".globl three\n"
	"three:\n"
	"	movl	%edi, rdi(%rip)\n"
	"	movl	%esi, rsi(%rip)\n"
	"	movl	%edx, rdx(%rip)\n"
	"	movl	$3, %eax\n"
	"	ret\n");

int three(int first, int second, int third);

int main(void)
{
	int answer = three(2, 1, 0);

	printf("edi=%u\n", rdi);
	printf("esi=%u\n", rsi);
	printf("edx=%u\n", rdx);
	printf("answer=%d\n", answer);
	return 0;
}
