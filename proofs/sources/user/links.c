/* The names under /proc/self/fd before and after socket(), and what fstat tells of 3. */
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static void show(const char *when)
{
	char path[32], name[64];

	for (int fd = 0; fd < 5; fd++) {
		long size;

		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		size = readlink(path, name, sizeof(name) - 1);
		if (size > 0)
			printf("%s fd=%d link=%.*s\n", when, fd, (int)size, name);
	}
}

int main(void)
{
	struct stat status;

	show("before");
	if (fstat(socket(AF_INET, SOCK_STREAM, 0), &status))
		return 1;
	show("after");
	printf("mode=0%o inode=%lu\n", status.st_mode, status.st_ino);
	return 0;
}
