/* push lowers rsp by 8 and writes there; pop reads there and raises rsp by 8. */
#include <stdio.h>

unsigned long rsp[3], top, popped;

__asm__(".text\n"
	".globl push_and_pop\n"
	"push_and_pop:\n"
	"	movq	%rsp, rsp(%rip)\n"
	"	pushq	$41\n"
	"	movq	%rsp, rsp+8(%rip)\n"
	"	movq	(%rsp), %rax\n"
	"	movq	%rax, top(%rip)\n"
	"	popq	%rcx\n"
	"	movq	%rcx, popped(%rip)\n"
	"	movq	%rsp, rsp+16(%rip)\n"
	"	ret\n");

void push_and_pop(void);

int main(void)
{
	push_and_pop();
	printf("rsp_before_push=0x%lx\n", rsp[0]);
	printf("rsp_after_push=0x%lx\n", rsp[1]);
	printf("bytes_at_rsp=%lu\n", top);
	printf("popped=%lu\n", popped);
	printf("rsp_after_pop=0x%lx\n", rsp[2]);
	return 0;
}
