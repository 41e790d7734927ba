namespace Nuke.Common.Utilities.Collections;

public static class EnumerableExtensions
{
    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
            action(item);
    }

    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T, int> action)
    {
        var index = 0;
        foreach (var item in enumerable)
            action(item, index++);
    }

    public static IEnumerable<T> ForEachLazy<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
        {
            action(item);
            yield return item;
        }
    }

    public static bool IsEmpty<T>(this IEnumerable<T> enumerable) => !enumerable.Any();

    public static bool IsNullOrEmpty<T>(this IEnumerable<T> enumerable) => enumerable == null || enumerable.IsEmpty();

    public static IEnumerable<T> Concat<T>(this IEnumerable<T> enumerable, params T[] others) =>
        Enumerable.Concat(enumerable, others);

    public static IEnumerable<T> Concat<T>(this T obj, IEnumerable<T> enumerable) => enumerable.Prepend(obj);

    public static IEnumerable<T> WhereNotNull<T>(this IEnumerable<T> enumerable)
        where T : class => enumerable.Where(x => x != null);

    public static IEnumerable<T> TakeUntil<T>(this IEnumerable<T> enumerable, Func<T, bool> condition) =>
        enumerable.TakeWhile(x => !condition(x));

    public static IEnumerable<T> SkipUntil<T>(this IEnumerable<T> enumerable, Func<T, bool> condition) =>
        enumerable.SkipWhile(x => !condition(x));

    public static IEnumerable<T> Descendants<T>(this T obj, Func<T, T> selector, Func<T, bool> traverse = null)
    {
        for (obj = selector(obj); obj != null && traverse?.Invoke(obj) != false; obj = selector(obj))
            yield return obj;
    }

    public static IEnumerable<T> DescendantsAndSelf<T>(
        this T obj, Func<T, T> selector, Func<T, bool> traverse = null) =>
        obj.Descendants(selector, traverse).Prepend(obj);

    public static T SingleOrError<T>(this IEnumerable<T> enumerable, string message) =>
        enumerable.Take(2).ToList() is [var single] ? single : throw new Exception(message);

    public static T SingleOrDefaultOrError<T>(this IEnumerable<T> enumerable, string message) =>
        enumerable.Take(2).ToList() switch
        {
            [] => default,
            [var single] => single,
            _ => throw new Exception(message),
        };
}
