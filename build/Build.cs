class Build
{
    static void Main() { }
}
