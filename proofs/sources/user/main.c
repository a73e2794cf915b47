/* The program of the book: it asks the kernel for one socket and keeps the number that comes back. */
#include <sys/socket.h>

int main(void)
{
	int server_fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)server_fd;
	return 0;
}
