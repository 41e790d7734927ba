using System.Reflection;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Core.Tests.Images.Leaks;

public class RedactingReporterTests
{
    const string Value = "swordfish-1";

    static readonly BuildStep _step = new(2, 3, $"RUN echo {Value}") { Stage = "one" };

    static readonly ProgressEvent[] _events =
    [
        new ProgressEvent.ContextListed(1, 2),
        new ProgressEvent.LargeContext([new LargeDirectory(Value, 1, 2)]),
        new ProgressEvent.StepStarted(_step),
        new ProgressEvent.StepCompleted(new CompletedStep(_step, TimeSpan.FromSeconds(1), Cached: true)),
        new ProgressEvent.Output($"a {Value}", IsError: true) { Step = _step },
        new ProgressEvent.Layer("1", Value, 1, 2),
        new ProgressEvent.ArtifactCopied(Value, 1, 2, "3"),
        new ProgressEvent.Notice(Value),
        new ProgressEvent.Warning(Value),
        new ProgressEvent.FilesSent(Value, 1, 2, 3),
        new ProgressEvent.Activity("1", Value) { LastLine = Value },
    ];

    [Fact]
    public void NoEventTellsASecret()
    {
        var heard = Report(new KnownSecrets(new KnownSecret("the parameter Token", Value)));

        Assert.Equal(_events.Length, heard.Count);
        Assert.DoesNotContain(
            heard, progressEvent => Texts(progressEvent).Any(text => text.Contains(Value, StringComparison.Ordinal)));
        Assert.Equal(
            new ProgressEvent.Output("a ***", IsError: true) { Step = _step with { Instruction = "RUN echo ***" } },
            heard[4]);
        Assert.Equal(
            new ProgressEvent.StepCompleted(
                new CompletedStep(_step with { Instruction = "RUN echo ***" }, TimeSpan.FromSeconds(1), Cached: true)),
            heard[3]);
    }

    [Fact]
    public void WithoutSecretsEventsPassAsTheyAre() => Assert.Equal(_events, Report(new KnownSecrets()));

    [Fact]
    public void EveryKindOfEventIsAmongThese() => Assert.Equal(
        typeof(ProgressEvent).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where(type => type.IsSubclassOf(typeof(ProgressEvent))).Select(type => type.Name).Order(),
        _events.Select(progressEvent => progressEvent.GetType().Name).Order());

    static List<ProgressEvent> Report(KnownSecrets secrets)
    {
        var events = new Heard();
        var reporter = new RedactingReporter(events, secrets);
        foreach (var progressEvent in _events)
            reporter.Report(progressEvent);
        return events.All;
    }

    /// <summary>All texts in an event, whatever is added to it later.</summary>
    static IEnumerable<string> Texts(object? value) => value switch
    {
        null => [],
        string text => [text],
        System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(Texts),
        _ when value.GetType().Assembly != typeof(ProgressEvent).Assembly => [],
        _ => value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .SelectMany(field => Texts(field.GetValue(value))),
    };

    sealed class Heard : IProgressReporter
    {
        public List<ProgressEvent> All { get; } = [];

        public void Report(ProgressEvent progressEvent) => All.Add(progressEvent);
    }
}
