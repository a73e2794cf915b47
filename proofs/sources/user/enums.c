/* Constants numbered by the language, and the ones of the call. */
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

enum count { ZERO, ONE, TWO, SEVEN = 7, EIGHT };

int main(void)
{
	printf("ZERO=%d ONE=%d TWO=%d SEVEN=%d EIGHT=%d\n", ZERO, ONE, TWO, SEVEN, EIGHT);
	printf("SOCK_STREAM=%d SOCK_DGRAM=%d SOCK_RAW=%d\n", SOCK_STREAM, SOCK_DGRAM, SOCK_RAW);
	printf("IPPROTO_IP=%d IPPROTO_ICMP=%d IPPROTO_TCP=%d IPPROTO_UDP=%d\n", IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP,
	       IPPROTO_UDP);
	printf("size=%zu\n", sizeof(enum count));
	return 0;
}
