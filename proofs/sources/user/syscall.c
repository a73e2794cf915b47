/* The instruction syscall without the library: 41, 2, 1, 0 go in; the answer, the next address and the flags come out. */
#include <stdio.h>

long answer, refused;
unsigned long rcx, r11, next, rsp_before, rsp_after;

__asm__(".text\n"
	".globl ask\n"
	"ask:\n"
	"	movl	$41, %eax\n"
	"	movl	$2, %edi\n"
	"	movl	$1, %esi\n"
	"	xorl	%edx, %edx\n"
	"	movq	%rsp, rsp_before(%rip)\n"
	"	syscall\n"
	"next_address:\n"
	"	movq	%rsp, rsp_after(%rip)\n"
	"	movq	%rax, answer(%rip)\n"
	"	movq	%rcx, rcx(%rip)\n"
	"	movq	%r11, r11(%rip)\n"
	"	leaq	next_address(%rip), %rax\n"
	"	movq	%rax, next(%rip)\n"
	"	movl	$41, %eax\n"
	"	movl	$255, %edi\n"
	"	syscall\n"
	"	movq	%rax, refused(%rip)\n"
	"	ret\n");

void ask(void);

int main(void)
{
	ask();
	printf("rax=%ld\n", answer);
	printf("rcx=0x%lx\n", rcx);
	printf("next_address=0x%lx\n", next);
	printf("r11=0x%lx\n", r11);
	printf("rsp_before=0x%lx\n", rsp_before);
	printf("rsp_after=0x%lx\n", rsp_after);
	printf("rax_for_family_255=%ld\n", refused);
	printf("rax_for_family_255_bytes=0x%lx\n", (unsigned long)refused);
	return 0;
}
