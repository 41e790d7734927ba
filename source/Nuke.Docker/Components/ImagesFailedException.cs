using System.Runtime.ExceptionServices;

namespace Nuke.Docker.Components;

/// <summary>Several images failed in one target.</summary>
public sealed class ImagesFailedException : Exception
{
    ImagesFailedException(IReadOnlyList<(string Name, Exception Failure)> failures)
        : base(
            $"{failures.Count} images failed: {string.Join(", ", failures.Select(failure => $"'{failure.Name}'"))}.\n"
                + string.Join(
                    '\n',
                    failures.Select(
                        failure => $"  {failure.Name}: {failure.Failure.Message.ReplaceLineEndings("\n  ")}")),
            new AggregateException(failures.Select(failure => failure.Failure))) =>
        Failures = failures.ToDictionary(failure => failure.Name, failure => failure.Failure);

    /// <summary>What went wrong, by the name of the image.</summary>
    public IReadOnlyDictionary<string, Exception> Failures { get; }

    internal static void ThrowIfAny(IEnumerable<(string Name, Exception Failure)> failures)
    {
        switch (failures.ToList())
        {
            case []:
                return;
            case [var only]:
                ExceptionDispatchInfo.Throw(only.Failure);
                return;
            case var several:
                throw new ImagesFailedException(several);
        }
    }
}
