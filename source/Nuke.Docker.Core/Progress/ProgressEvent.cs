namespace Nuke.Docker.Progress;

/// <summary>Something that happened on the way to an image. A closed family.</summary>
public abstract record ProgressEvent
{
    ProgressEvent()
    {
    }

    /// <summary>The build context has been listed and is about to be sent.</summary>
    /// <param name="Files">How many files it has.</param>
    /// <param name="Bytes">Their size together.</param>
    public sealed record ContextListed(int Files, long Bytes) : ProgressEvent;

    /// <summary>The build context exceeds a limit of its settings.</summary>
    /// <param name="Directories">The largest directories of its two upper levels, the largest one first.</param>
    public sealed record LargeContext(IReadOnlyList<LargeDirectory> Directories) : ProgressEvent;

    /// <summary>The engine begins with a step.</summary>
    /// <param name="Step">The step.</param>
    public sealed record StepStarted(BuildStep Step) : ProgressEvent;

    /// <summary>The engine is done with a step.</summary>
    /// <param name="Completed">The step, its duration, and whether it was cached.</param>
    public sealed record StepCompleted(CompletedStep Completed) : ProgressEvent;

    /// <summary>A whole line that a step or a container has written.</summary>
    /// <param name="Line">The line, without line end.</param>
    /// <param name="IsError">Whether it was written to the standard error.</param>
    public sealed record Output(string Line, bool IsError) : ProgressEvent
    {
        /// <summary>The step that wrote it.</summary>
        /// <value><see langword="null"/> where only one step is at work at a time: then it is that one.</value>
        internal BuildStep? Step { get; init; }
    }

    /// <summary>A layer on its way from or to a registry.</summary>
    /// <param name="Id">The layer's short ID.</param>
    /// <param name="Status">The engine's word for what happens to it, such as <c>Downloading</c>.</param>
    /// <param name="CurrentBytes">How much of it has passed, if known.</param>
    /// <param name="TotalBytes">Its size, if known.</param>
    public sealed record Layer(string Id, string Status, long? CurrentBytes, long? TotalBytes) : ProgressEvent
    {
        /// <summary>Whether an <see cref="Activity"/> tells of its bytes too.</summary>
        internal bool IsOfActivity { get; init; }
    }

    /// <summary>An artifact has been found in a container and measured.</summary>
    /// <param name="Path">Where it is among the artifacts.</param>
    /// <param name="Files">How many files it has.</param>
    /// <param name="Bytes">Their size together.</param>
    /// <param name="Sha256">The hash that identifies it, in hexadecimal digits.</param>
    public sealed record ArtifactCopied(string Path, int Files, long Bytes, string Sha256) : ProgressEvent;

    /// <summary>Something that the user should know and that is no failure.</summary>
    /// <param name="Text">One line.</param>
    public sealed record Notice(string Text) : ProgressEvent;

    /// <summary>Something that the user should mend, though the build goes on.</summary>
    /// <param name="Text">One line: what, where, and what to do.</param>
    public sealed record Warning(string Text) : ProgressEvent;

    /// <summary>The other side has fetched what it lacked of a directory.</summary>
    /// <param name="Directory">The build context, or the name that the Dockerfile uses for another one.</param>
    /// <param name="Files">How many files were sent.</param>
    /// <param name="TotalFiles">How many there were to choose from.</param>
    /// <param name="Bytes">Size of those that were sent.</param>
    public sealed record FilesSent(string Directory, int Files, int TotalFiles, long Bytes) : ProgressEvent;

    /// <summary>What is at work at this moment, as it is now: for displays that are redrawn.</summary>
    /// <remarks>A log has no use for it: whatever is worth a line is told by another event too, in its order.</remarks>
    /// <param name="Id">Tells it from others of the same build.</param>
    /// <param name="Title">One line.</param>
    internal sealed record Activity(string Id, string Title) : ProgressEvent
    {
        /// <summary>Whether it has ended; it may begin again.</summary>
        public bool IsOver { get; init; }

        /// <summary>How much has passed, if anything does.</summary>
        public long? CurrentBytes { get; init; }

        /// <summary>How much there is, if known.</summary>
        public long? TotalBytes { get; init; }

        /// <summary>What it has written last; empty if nothing.</summary>
        public string LastLine { get; init; } = "";
    }
}
