/* One address with two labels, and the step back from an inner field to the struct that holds it. */
#include <stddef.h>
#include <stdio.h>

struct inner {
	long state;
	long type;
};

struct outer {
	struct inner first;
	long number;
	struct inner second;
};

static struct outer holder;

int main(void)
{
	struct inner *second = &holder.second;
	struct outer *back = (struct outer *)((char *)second - offsetof(struct outer, second));

	printf("outer at=%p size=%zu\n", (void *)&holder, sizeof(holder));
	printf("first at=%p offset=%zu\n", (void *)&holder.first, offsetof(struct outer, first));
	printf("second at=%p offset=%zu\n", (void *)second, offsetof(struct outer, second));
	printf("back at=%p\n", (void *)back);
	printf("back_is_outer=%d\n", back == &holder);
	return 0;
}
