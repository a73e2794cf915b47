/* Three instructions that name data: the address itself, a table's address with an index, a distance from rip. */
struct record {
	int family;
};

const struct record record = { 2 };
const struct record *table[46];
int count;

void fill(int slot);
int *look(void);

void fill(int slot)
{
	table[slot] = &record;
}

int *look(void)
{
	count = 1;
	return &count;
}
