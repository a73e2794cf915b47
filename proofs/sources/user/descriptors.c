/* The open descriptors of this process: the lowest free number is the next one. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void show(const char *when)
{
	printf("%s open=", when);
	for (int fd = 0; fd < 8; fd++)
		printf("%d", fcntl(fd, F_GETFD) != -1);
	printf("\n");
}

int main(void)
{
	show("at_start");
	printf("first=%d\n", socket(AF_INET, SOCK_STREAM, 0));
	printf("second=%d\n", socket(AF_INET, SOCK_STREAM, 0));
	show("two_sockets");
	close(3);
	show("after_close_3");
	printf("third=%d\n", socket(AF_INET, SOCK_STREAM, 0));
	printf("fourth=%d\n", socket(AF_INET, SOCK_STREAM, 0));
	show("at_end");
	return 0;
}
