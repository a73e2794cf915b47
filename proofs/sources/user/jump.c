/* A compare, and a jump that is taken if the comparison held: the answer tells which way rip went. */
#include <stdio.h>

__asm__(".text\n"
	".globl below_46\n"
	"below_46:\n"
	"	cmpl	$46, %edi\n"
	"	jae	refused\n"
	"	movl	$1, %eax\n"
	"	ret\n"
	"refused:\n"
	"	movl	$0, %eax\n"
	"	ret\n");

int below_46(unsigned number);

int main(void)
{
	printf("below_46(2)=%d\n", below_46(2));
	printf("below_46(45)=%d\n", below_46(45));
	printf("below_46(46)=%d\n", below_46(46));
	printf("below_46(255)=%d\n", below_46(255));
	return 0;
}
