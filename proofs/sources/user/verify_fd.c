/* Prints the number that socket() returns to a program with three open descriptors. */
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	printf("SOCKET_FD=%d\n", socket(AF_INET, SOCK_STREAM, 0));
	return 0;
}
