/* Prints the numbers that the compiler found for the labels of the call. */
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>

int main(void)
{
	printf("AF_INET=%d\n", AF_INET);
	printf("SOCK_STREAM=%d\n", SOCK_STREAM);
	printf("IPPROTO_IP=%d\n", IPPROTO_IP);
	printf("IPPROTO_TCP=%d\n", IPPROTO_TCP);
	printf("SYS_socket=%d\n", SYS_socket);
	return 0;
}
