/* A struct: its address, the offset and the bytes of each field, the unused bytes between two fields. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct record {
	int family;
	void *create;
	char kind;
	short type;
	int protocol;
};

static struct record r;

int main(void)
{
	struct record *p = &r;
	const unsigned char *byte = (const unsigned char *)p;

	memset(p, 0xee, sizeof(*p));
	p->family = 2;
	p->create = (void *)&r;
	p->kind = 1;
	p->type = 1;
	p->protocol = 6;
	printf("record at=%p size=%zu\n", (void *)p, sizeof(*p));
	printf("family offset=%zu size=%zu at=%p\n", offsetof(struct record, family), sizeof(p->family), (void *)&p->family);
	printf("create offset=%zu size=%zu at=%p\n", offsetof(struct record, create), sizeof(p->create), (void *)&p->create);
	printf("kind offset=%zu size=%zu at=%p\n", offsetof(struct record, kind), sizeof(p->kind), (void *)&p->kind);
	printf("type offset=%zu size=%zu at=%p\n", offsetof(struct record, type), sizeof(p->type), (void *)&p->type);
	printf("protocol offset=%zu size=%zu at=%p\n", offsetof(struct record, protocol), sizeof(p->protocol), (void *)&p->protocol);
	for (unsigned i = 0; i < sizeof(*p); i += 8)
		printf("bytes %2u: %02x %02x %02x %02x %02x %02x %02x %02x\n", i, byte[i], byte[i + 1], byte[i + 2],
		       byte[i + 3], byte[i + 4], byte[i + 5], byte[i + 6], byte[i + 7]);
	return 0;
}
