/* What symbols.c asks for, and a main. */
int visible_function(int number);
int elsewhere(int number);

int elsewhere(int number)
{
	return number;
}

int main(void)
{
	return visible_function(1) == 0;
}
