/* One symbol of each letter: T t D d B b R r, and U for the one that another file holds. */
extern int elsewhere(int number);

int visible_data = 41;
static int own_data = 2;
int visible_zero[46];
static int own_zero[4];
const int visible_constant = 6;
static const int own_constants[2] = { 1, 0 };

static int own_function(int number)
{
	return number + own_data++ + own_zero[number]++ + own_constants[number];
}

int visible_function(int number)
{
	return elsewhere(own_function(number)) + visible_data + visible_zero[number] + visible_constant;
}
