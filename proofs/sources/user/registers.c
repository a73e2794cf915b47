/* Three registers: the low half of rdi, a register xored with itself, and rip, which holds the next address. */
#include <stdio.h>

unsigned long before, after, before_xor, after_xor, rip, next;

__asm__(".text\n"
	".globl look\n"
	"look:\n"
	"	movq	$-1, %rdi\n"
	"	movq	%rdi, before(%rip)\n"
	"	movl	$2, %edi\n"
	"	movq	%rdi, after(%rip)\n"
	"	movq	$-1, %rdx\n"
	"	movq	%rdx, before_xor(%rip)\n"
	"	xorl	%edx, %edx\n"
	"	movq	%rdx, after_xor(%rip)\n"
	"	leaq	0(%rip), %rax\n"
	"next_instruction:\n"
	"	movq	%rax, rip(%rip)\n"
	"	leaq	next_instruction(%rip), %rax\n"
	"	movq	%rax, next(%rip)\n"
	"	ret\n");

void look(void);

int main(void)
{
	look();
	printf("rdi_before=0x%lx\n", before);
	printf("rdi_after_2_to_edi=0x%lx\n", after);
	printf("rdx_before=0x%lx\n", before_xor);
	printf("rdx_after_xor=0x%lx\n", after_xor);
	printf("rip=0x%lx\n", rip);
	printf("next_instruction=0x%lx\n", next);
	return 0;
}
