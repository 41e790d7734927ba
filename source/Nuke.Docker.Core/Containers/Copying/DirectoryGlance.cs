namespace Nuke.Docker.Containers.Copying;

/// <summary>What was seen of a directory in a container, for a message about what is not there.</summary>
/// <param name="Directory">Its path.</param>
/// <param name="Names">In ordinal order; <see langword="null"/> if there is no such directory.</param>
/// <param name="IsWhole">Whether there was the time to see all of it.</param>
sealed record DirectoryGlance(string Directory, IReadOnlyCollection<string>? Names, bool IsWhole = true)
{
    const int MaximumNames = 10;

    /// <summary>A sentence with its full stop.</summary>
    public override string ToString() => Names switch
    {
        null => $"there is no directory '{Directory}'.",
        { Count: 0 } => IsWhole ? $"'{Directory}' is empty." : $"what '{Directory}' holds takes long to list.",
        _ => $"'{Directory}' holds {string.Join(", ", Names.Take(MaximumNames))}{More}.",
    };

    string More => !IsWhole ? " and more"
        : Names!.Count > MaximumNames ? $" and {Names.Count - MaximumNames} more"
        : "";
}
