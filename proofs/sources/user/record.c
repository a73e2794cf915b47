/* A record whose bytes the compiler and the linker write, and a table of zero bytes. */
#include <stdio.h>

struct ops {
	int family;
	int (*create)(int protocol);
	void *owner;
};

static int create(int protocol)
{
	return protocol + 6;
}

const struct ops family_ops = { 2, create, 0 };
const struct ops *families[46];

static void show(const char *name, const void *start, int count)
{
	const unsigned char *byte = start;

	printf("%s at=%p bytes=", name, start);
	for (int i = 0; i < count; i++)
		printf("%02x%s", byte[i], i + 1 < count ? " " : "\n");
}

int main(void)
{
	printf("size_of_record=%zu\n", sizeof(family_ops));
	printf("size_of_table=%zu\n", sizeof(families));
	show("family_ops", &family_ops, sizeof(family_ops));
	show("families[2]", &families[2], 8);
	printf("create_at=%p\n", (void *)(unsigned long)create);
	families[2] = &family_ops;
	show("families[2]_filled", &families[2], 8);
	printf("answer=%d\n", families[2]->create(0));
	return 0;
}
