using System.Globalization;
using System.Text.RegularExpressions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Progress;

/// <summary>Reads the classic builder's output: text for people, in which the steps have to be recognized.</summary>
/// <remarks>
/// <code>
/// Step 2/3 : RUN go build      announces a step
///  ---> Using cache            its result is taken from the cache
///  ---> Running in 3f5c…       what follows was written by the container,
/// Removing intermediate container 3f5c…   up to this line (or "Removed")
///  ---> 5ec4e2e98a6c           the step's image
/// </code>
/// podman announces steps as <c>STEP 2/3: RUN go build</c>, or <c>[1/2] STEP 2/3: RUN go build</c> where it counts the
/// steps of each stage for itself, and images as <c>--> 5ec4e2e98a6c</c>.
/// </remarks>
sealed partial class ClassicBuildTrace(TimeProvider time)
{
    // The classic builder wraps what a container writes to its standard error into this colour.
    const string ErrorPrefix = "\u001b[91m";
    const string ErrorSuffix = "\u001b[0m";

    readonly LineBuffer _output = new();
    readonly LineBuffer _error = new();
    readonly RecentLines _recent = new();
    readonly List<CompletedStep> _steps = [];
    readonly List<string> _created = [];
    readonly List<string> _stages = [];
    long _started;
    string _stepImage = "";
    bool _cached;
    bool _isBase;
    string? _lastImage;

    /// <summary>The step at work, or the one that failed.</summary>
    public BuildStep? Current { get; private set; }

    public IReadOnlyList<CompletedStep> Steps => _steps;

    /// <summary>The ID of the image, once the engine has said it. A build of several stages says one for each; the last
    /// one counts.</summary>
    public string? ImageId { get; private set; }

    /// <summary>Short IDs of the images that this build has made, step by step, cached ones left out.</summary>
    public IReadOnlyList<string> CreatedImages => _created;

    /// <summary>Short IDs of the images that the stages ended with, but for the last stage, and for stages that are a
    /// base image alone.</summary>
    public IReadOnlyList<string> StageImages => _stages;

    /// <summary>Short ID of the container in which a step runs, or in which the step that failed ran.</summary>
    public string? RunningContainer { get; private set; }

    /// <summary>Whether the engine has named whatever it makes at this moment: no step has begun, or its container is
    /// known.</summary>
    public bool IsNamed => Current is null || _isBase || RunningContainer is not null;

    /// <summary>The last lines that the current step has written.</summary>
    public IReadOnlyList<string> LastLines => _recent.Lines;

    public IEnumerable<ProgressEvent> Read(EngineMessage message)
    {
        switch (message)
        {
            case EngineMessage.Output { Text: var text } when text.StartsWith(ErrorPrefix, StringComparison.Ordinal):
                return _error.Append(WithoutColour(text)).Select(line => Written(line, isError: true)).ToList();
            case EngineMessage.Output output:
                return [.. FlushBefore(output.Text), .. _output.Append(output.Text).SelectMany(ReadLine)];
            case EngineMessage.ImageId image:
                ImageId = image.Id;
                return [];
            case EngineMessage.Layer layer:
                return [new ProgressEvent.Layer(layer.Id, layer.Text, layer.CurrentBytes, layer.TotalBytes)];
            default:
                return [];
        }
    }

    /// <summary>To be called when the engine has reported success.</summary>
    public IEnumerable<ProgressEvent> Complete() => [.. Flush(), .. CompleteStep()];

    /// <summary>To be called when the build has failed: the current step stays current.</summary>
    public IEnumerable<ProgressEvent> Flush() =>
    [
        .. _error.Flush().Select(line => Written(line, isError: true)),
        .. _output.Flush().SelectMany(ReadLine),
    ];

    // What a container writes, and warnings of the parser, may end without a line end. The engine then goes on in a
    // message of its own.
    IEnumerable<ProgressEvent> FlushBefore(string text) => text.TrimEnd('\n') is var line
        && (RunningContainer is null ? StepAnnouncement().IsMatch(line) : EndsContainer(line)) ? Flush() : [];

    bool EndsContainer(string line) =>
        RunningContainer is not null && RemovedContainer().Match(line).Groups["id"].Value == RunningContainer;

    IEnumerable<ProgressEvent> ReadLine(string line)
    {
        if (RunningContainer is not null)
        {
            if (!EndsContainer(line))
                return [Written(line, isError: false)];
            RunningContainer = null;
        }
        else if (StepAnnouncement().Match(line) is { Success: true } step)
        {
            return [.. CompleteStep(), StartStep(step)];
        }
        else if (RunningIn().Match(line) is { Success: true } running)
        {
            RunningContainer = running.Groups["id"].Value;
        }
        else if (UsingCache().Match(line) is { Success: true } cache)
        {
            _cached = true;
            _stepImage = cache.Groups["id"].Value;
        }
        else if (StepImage().Match(line) is { Success: true } image)
        {
            _stepImage = image.Groups["id"].Value;
            _lastImage = _isBase ? null : _stepImage;
            if (!_cached && !_isBase)
                _created.Add(image.Groups["id"].Value);
        }
        else if (line.Length > 0 && !Success().IsMatch(line) && !IsIdOfStepImage(line))
        {
            return [Written(line, isError: false)];
        }
        return [];
    }

    // What podman's stream ends with.
    bool IsIdOfStepImage(string line) =>
        line.Length == 64 && _stepImage.Length > 0 && line.StartsWith(_stepImage, StringComparison.Ordinal);

    ProgressEvent.StepStarted StartStep(Match announcement)
    {
        Current = new BuildStep(
            int.Parse(announcement.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(announcement.Groups["total"].ValueSpan, CultureInfo.InvariantCulture),
            announcement.Groups["instruction"].Value);
        _started = time.GetTimestamp();
        _cached = false;
        _isBase = Current.Instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase);
        if (_isBase && _lastImage is not null)
            _stages.Add(_lastImage);
        _recent.Clear();
        return new ProgressEvent.StepStarted(Current);
    }

    IEnumerable<ProgressEvent> CompleteStep()
    {
        if (Current is null)
            return [];
        var completed = new CompletedStep(Current, time.GetElapsedTime(_started), _cached);
        _steps.Add(completed);
        Current = null;
        return [new ProgressEvent.StepCompleted(completed)];
    }

    ProgressEvent.Output Written(string line, bool isError)
    {
        _recent.Add(line);
        return new ProgressEvent.Output(line, isError);
    }

    static string WithoutColour(string text) =>
        text.Replace(ErrorPrefix, "", StringComparison.Ordinal).Replace(ErrorSuffix, "", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(Step (?<number>\d+)/(?<total>\d+) : |(\[\d+/\d+\] )?STEP (?<number>\d+)/(?<total>\d+): )(?<instruction>.*)$")]
    private static partial Regex StepAnnouncement();

    [GeneratedRegex("^ ---> Running in (?<id>[0-9a-f]+)$")]
    private static partial Regex RunningIn();

    [GeneratedRegex("^ ?-?--> Using cache( (?<id>[0-9a-f]+))?$")]
    private static partial Regex UsingCache();

    // Of "FROM scratch" there is none.
    [GeneratedRegex("^ ?-?--> (?<id>[0-9a-f]{11,64})?$")]
    private static partial Regex StepImage();

    [GeneratedRegex("^( ---> )?Remov(ing|ed) intermediate container (?<id>[0-9a-f]+)$")]
    private static partial Regex RemovedContainer();

    [GeneratedRegex("^(Successfully (built|tagged) |COMMIT )")]
    private static partial Regex Success();
}
