/* call pushes the address of the next instruction; ret pops it into rip. */
#include <stdio.h>

unsigned long rsp_before, rsp_inside, top_inside, rsp_behind, address_behind;

__asm__(".text\n"
	".globl outer\n"
	"outer:\n"
	"	movq	%rsp, rsp_before(%rip)\n"
	"	call	inner\n"
	"behind:\n"
	"	movq	%rsp, rsp_behind(%rip)\n"
	"	leaq	behind(%rip), %rax\n"
	"	movq	%rax, address_behind(%rip)\n"
	"	ret\n"
	".globl inner\n"
	"inner:\n"
	"	movq	%rsp, rsp_inside(%rip)\n"
	"	movq	(%rsp), %rax\n"
	"	movq	%rax, top_inside(%rip)\n"
	"	ret\n");

void outer(void);
void inner(void);

int main(void)
{
	outer();
	printf("outer_at=%p\n", (void *)(unsigned long)outer);
	printf("inner_at=%p\n", (void *)(unsigned long)inner);
	printf("rsp_before_call=0x%lx\n", rsp_before);
	printf("rsp_inside=0x%lx\n", rsp_inside);
	printf("return_address=0x%lx\n", top_inside);
	printf("address_behind_call=0x%lx\n", address_behind);
	printf("rsp_behind=0x%lx\n", rsp_behind);
	return 0;
}
