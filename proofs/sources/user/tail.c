/* outer ends in inner: the optimising compiler jumps to it in place of call and ret. */
int inner(int number);
int outer(int number);

__attribute__((noinline)) int inner(int number)
{
	return number * 3;
}

int outer(int number)
{
	return inner(number + 1);
}
