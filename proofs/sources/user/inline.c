/* add_one stands inside twice when the compiler optimises: no call, no symbol of its own. */
int twice(int number);

static int add_one(int number)
{
	return number + 1;
}

int twice(int number)
{
	return add_one(number) * 2;
}
