/* Where the library's socket function lies in this process, and its first bytes in RAM. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	Dl_info info;
	void *found = dlsym(RTLD_DEFAULT, "socket");
	const unsigned char *byte = found;

	if (!found || !dladdr(found, &info))
		return 1;
	printf("file=%s\n", info.dli_fname);
	printf("library_starts_at=%p\n", info.dli_fbase);
	printf("socket_at=%p\n", found);
	printf("distance=0x%lx\n", (unsigned long)found - (unsigned long)info.dli_fbase);
	printf("bytes=%02x %02x %02x %02x %02x %02x %02x\n", byte[0], byte[1], byte[2], byte[3], byte[4], byte[5], byte[6]);
	return 0;
}
