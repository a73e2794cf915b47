/* What socket() returns, and what it leaves in errno, for one triple of numbers after the other. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void call(int family, int type, int protocol)
{
	int fd;

	errno = 0;
	fd = socket(family, type, protocol);
	printf("socket(%d,%d,%d)=%d errno=%d %s\n", family, type, protocol, fd, errno, errno ? strerrorname_np(errno) : "-");
	if (fd >= 0)
		close(fd);
}

int main(void)
{
	struct rlimit three = { 3, 3 };

	call(2, 1, 0);
	call(2, 1, 6);
	call(2, 2, 0);
	call(2, 2, 17);
	call(2, 1, 17);
	call(2, 3, 0);
	call(255, 1, 0);
	call(46, 1, 0);
	call(45, 1, 0);
	call(0, 1, 0);
	call(-1, 1, 0);
	call(2, 11, 0);
	call(2, 99, 0);
	call(2, 0, 0);
	call(2, 1, 300);
	call(2, 1, -1);
	call(1, 1, 0);
	setrlimit(RLIMIT_NOFILE, &three);
	printf("descriptor_limit=%d\n", (int)three.rlim_cur);
	call(2, 1, 0);
	return 0;
}
