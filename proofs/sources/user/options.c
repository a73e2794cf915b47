/* What a fresh TCP socket holds: its kind, its protocol, the sizes of its two queues, what poll answers. */
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

static void show(int fd, const char *name, int option)
{
	int number = 0;
	socklen_t size = sizeof(number);

	if (getsockopt(fd, SOL_SOCKET, option, &number, &size))
		printf("%s failed\n", name);
	else
		printf("%s=%d\n", name, number);
}

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct pollfd asked = { fd, POLLIN | POLLOUT, 0 };

	printf("fd=%d\n", fd);
	show(fd, "SO_DOMAIN", SO_DOMAIN);
	show(fd, "SO_TYPE", SO_TYPE);
	show(fd, "SO_PROTOCOL", SO_PROTOCOL);
	show(fd, "SO_RCVBUF", SO_RCVBUF);
	show(fd, "SO_SNDBUF", SO_SNDBUF);
	printf("poll=%d\n", poll(&asked, 1, 0));
	printf("revents=0x%x POLLOUT=0x%x POLLHUP=0x%x\n", asked.revents, POLLOUT, POLLHUP);
	return 0;
}
