namespace Nuke.Common.Utilities;

public static class TaskExtensions
{
    public static void WaitAll(this IEnumerable<Task> tasks) => Task.WaitAll([.. tasks]);

    public static IReadOnlyCollection<T> WaitAll<T>(this IEnumerable<Task<T>> tasks) =>
        Task.WhenAll(tasks).GetAwaiter().GetResult();
}
