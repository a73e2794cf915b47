/* Two processes: each has its own number, and one address holds two different numbers. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int number = 41;

int main(void)
{
	int child;

	printf("parent pid=%d\n", getpid());
	fflush(stdout);
	child = fork();
	if (child == 0) {
		number = 7;
		printf("child pid=%d parent=%d address=%p holds=%d\n", getpid(), getppid(), (void *)&number, number);
		return 0;
	}
	waitpid(child, 0, 0);
	printf("parent child=%d address=%p holds=%d\n", child, (void *)&number, number);
	return 0;
}
