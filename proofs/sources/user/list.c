/* A ring of three list heads, walked from its start; and an empty ring. */
#include <stdio.h>

struct list_head {
	struct list_head *next;
	struct list_head *prev;
};

static struct list_head start, one, two, empty = { &empty, &empty };

static void add(struct list_head *item, struct list_head *ring)
{
	item->next = ring;
	item->prev = ring->prev;
	ring->prev->next = item;
	ring->prev = item;
}

static void show(const char *name, struct list_head *head)
{
	printf("%s at=%p next=%p prev=%p\n", name, (void *)head, (void *)head->next, (void *)head->prev);
}

int main(void)
{
	int steps = 0;

	start.next = start.prev = &start;
	show("start_alone", &start);
	add(&one, &start);
	add(&two, &start);
	printf("size=%zu\n", sizeof(struct list_head));
	show("start", &start);
	show("one", &one);
	show("two", &two);
	show("empty", &empty);
	for (struct list_head *at = start.next; at != &start; at = at->next)
		printf("step=%d at=%p\n", ++steps, (void *)at);
	printf("steps=%d\n", steps);
	return 0;
}
