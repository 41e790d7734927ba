namespace Nuke.Common.Utilities;

public static class Lazy
{
    public static Lazy<T> Create<T>(Func<T> provider) => new(provider);
}
