/*
 * Calls socket() with the three numbers of its command line, and says what came back: socket_call 255 1 0
 * A fourth number is the limit on descriptors: socket_call 2 1 0 3
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	int family, type, protocol, fd;
	struct rlimit limit;

	if (argc < 4 || argc > 5)
		return 2;
	family = atoi(argv[1]);
	type = atoi(argv[2]);
	protocol = atoi(argv[3]);
	if (argc == 5) {
		limit.rlim_cur = limit.rlim_max = atoi(argv[4]);
		if (setrlimit(RLIMIT_NOFILE, &limit))
			return 2;
	}
	fd = socket(family, type, protocol);
	if (fd < 0)
		printf("socket(%d, %d, %d) = %d errno=%d %s\n", family, type, protocol, fd, errno, strerror(errno));
	else
		printf("socket(%d, %d, %d) = %d\n", family, type, protocol, fd);
	return 0;
}
