using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Contracts;

/// <summary>What an image has to be like before it is shipped.</summary>
/// <example>
/// <code>
/// await image.Should()
///     .HaveUser("app")
///     .ExposePort(8080)
///     .HaveFile("/app/shop", file => file.WithMode("0755").OwnedBy("root:root"))
///     .NotHaveFile("/usr/bin/gcc")
///     .RunAndExit(0, run => run.WithArguments("--version").Writing("1.4.0"))
///     .Answer(8080, "/health")
///     .BeSmallerThan(20_000_000)
///     .VerifyAsync(engine, reporter, cancellationToken);
/// </code>
/// </example>
/// <remarks>
/// Files are read over the Engine API, out of a container that is never started: an image needs no shell for it. All
/// expectations are looked at, and every one that is not fulfilled is told.
/// </remarks>
public sealed partial record ImageContract
{
    ImageContract()
    {
    }

    /// <summary>A contract that expects nothing yet of no image in particular.</summary>
    public static ImageContract Empty { get; } = new();

    /// <summary>The image: a name, or an ID.</summary>
    /// <value><see langword="null"/> until it is known.</value>
    public string? Image { get; private init; }

    /// <summary>How many expectations there are.</summary>
    public int Count => Expectations.Count;

    internal IReadOnlyList<ImageExpectation> Expectations { get; private init; } = [];

    /// <summary>The contract of an image.</summary>
    /// <param name="image">A name, or an ID; the image has to be on the engine.</param>
    public static ImageContract For(string image) => Empty.Of(image);

    /// <summary>The same contract for another image.</summary>
    public ImageContract Of(string image) => this with { Image = image };

    /// <summary>Adds what another contract expects.</summary>
    public ImageContract And(ImageContract other) =>
        this with { Expectations = [.. Expectations, .. other.Expectations] };

    /// <summary>Expects a user, as the image names it: <c>app</c>, <c>1000:1000</c>.</summary>
    /// <remarks>An image without <c>USER</c> runs as root, and its user is the empty string.</remarks>
    public ImageContract HaveUser(string user) => With(new ConfigurationExpectation(
        $"have the user '{user}'",
        image => image.User == user
            ? null
            : image.User.Length == 0 ? "it has none, which is root" : $"it is '{image.User}'"));

    /// <summary>Expects that the image runs as another user than root.</summary>
    public ImageContract NotRunAsRoot() => With(new ConfigurationExpectation(
        "not run as root",
        image => image.User.Split(':')[0] is "" or "root" or "0"
            ? image.User.Length == 0 ? "it has no user" : $"its user is '{image.User}'"
            : null));

    /// <summary>Expects an <c>EXPOSE</c>.</summary>
    /// <param name="port">From 1 to 65535.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    public ImageContract ExposePort(int port, string protocol = "tcp") => With(new ConfigurationExpectation(
        $"expose {port}/{protocol}",
        image => image.ExposedPorts.Contains($"{port}/{protocol}")
            ? null
            : $"it exposes {Listed(image.ExposedPorts)}"));

    /// <summary>Expects a label.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; <see langword="null"/> allows any.</param>
    public ImageContract HaveLabel(string name, string? value = null) => With(new ConfigurationExpectation(
        $"have the label {name}{(value is null ? "" : $"='{value}'")}",
        image => !image.Labels.TryGetValue(name, out var actual) ? "there is none"
            : value is null || actual == value ? null : $"it is '{actual}'"));

    /// <summary>Expects an environment variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; <see langword="null"/> allows any.</param>
    public ImageContract HaveEnvironmentVariable(string name, string? value = null) =>
        With(new ConfigurationExpectation(
        $"have the environment variable {name}{(value is null ? "" : $"='{value}'")}",
        image => VariableOf(image, name) is not { } actual ? "there is none"
            : value is null || actual == value ? null : $"it is '{actual}'"));

    /// <summary>Expects that there is no such environment variable.</summary>
    /// <remarks>Its value is not shown: a variable that should not be there may well be a secret.</remarks>
    public ImageContract NotHaveEnvironmentVariable(string name) => With(new ConfigurationExpectation(
        $"not have the environment variable {name}",
        image => VariableOf(image, name) is null ? null : "there is one"));

    /// <summary>Expects an entry point, word by word; none for an image without one.</summary>
    /// <remarks>The shell form <c>ENTRYPOINT serve</c> has the words <c>/bin/sh</c>, <c>-c</c>, <c>serve</c>.</remarks>
    public ImageContract HaveEntrypoint(params IReadOnlyList<string> words) => With(new ConfigurationExpectation(
        $"have the entry point {ExecForm.Write(words)}",
        image => image.Entrypoint.SequenceEqual(words) ? null : $"it is {ExecForm.Write(image.Entrypoint)}"));

    /// <summary>Expects a command, word by word; none for an image without one.</summary>
    /// <inheritdoc cref="HaveEntrypoint" path="/remarks"/>
    public ImageContract HaveCommand(params IReadOnlyList<string> words) => With(new ConfigurationExpectation(
        $"have the command {ExecForm.Write(words)}",
        image => image.Command.SequenceEqual(words) ? null : $"it is {ExecForm.Write(image.Command)}"));

    /// <summary>Expects a working directory.</summary>
    public ImageContract HaveWorkingDirectory(string directory) => With(new ConfigurationExpectation(
        $"have the working directory '{directory}'",
        image => image.WorkingDirectory == directory ? null : $"it is '{image.WorkingDirectory}'"));

    /// <summary>Expects a size below a limit.</summary>
    /// <param name="bytes">The limit, in bytes; the size is that which the engine tells.</param>
    public ImageContract BeSmallerThan(long bytes) => With(new ConfigurationExpectation(
        $"be smaller than {ByteSize.Format(bytes)}",
        image => image.SizeBytes < bytes ? null : $"it has {ByteSize.Format(image.SizeBytes)}"));

    /// <summary>Expects a file or a directory.</summary>
    /// <param name="path">An absolute path. Symbolic links on the way and at the end are followed.</param>
    /// <param name="configure">What else is expected of it.</param>
    public ImageContract HaveFile(string path, Func<FileContract, FileContract>? configure = null) =>
        With(new FileExpectation(path, configure is null ? FileContract.Any : configure(FileContract.Any)));

    /// <summary>Expects that there is nothing at a path, not even a link that leads nowhere.</summary>
    /// <param name="path">An absolute path.</param>
    public ImageContract NotHaveFile(string path) => With(new AbsenceExpectation(path));

    /// <summary>Expects that a container of the image ends with an exit code.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="configure">How it is run, and what it is to write.</param>
    public ImageContract RunAndExit(int exitCode, Func<RunContract, RunContract>? configure = null) =>
        With(new RunExpectation(exitCode, configure is null ? RunContract.Default : configure(RunContract.Default)));

    /// <summary>Expects that a container of the image answers <c>GET</c> requests.</summary>
    /// <param name="port">The port inside the container. It need not be exposed; it is published while it is
    /// asked.</param>
    /// <param name="path">The path and query, such as <c>/health</c>.</param>
    /// <param name="configure">What is expected of the answer, and how long it may take to come.</param>
    public ImageContract Answer(int port, string path = "/", Func<AnswerContract, AnswerContract>? configure = null) =>
        With(new AnswerExpectation(
            port, path, configure is null ? AnswerContract.Default : configure(AnswerContract.Default)));

    ImageContract With(ImageExpectation expectation) => this with { Expectations = [.. Expectations, expectation] };

    static string? VariableOf(Engine.ImageDetails image, string name) => image.Environment
        .FirstOrDefault(variable => variable.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    static string Listed(IReadOnlyList<string> values) => values.Count == 0 ? "nothing" : string.Join(", ", values);
}
