using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Contracts;

public sealed partial record ImageContract
{
    /// <summary>Looks at the image.</summary>
    /// <param name="engine">The engine that has the image.</param>
    /// <param name="reporter">Gets a notice for each expectation that is fulfilled, and what containers write.</param>
    /// <param name="cancellationToken">Ends the verification; its containers are removed in any case.</param>
    /// <exception cref="ArgumentException">No image is set, or it is not on the engine.</exception>
    /// <exception cref="ImageContractException">The image is not what the contract says: every violation.</exception>
    public async Task VerifyAsync(DockerEngine engine, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The contract cannot be verified", Violations());
        using var work = InterruptGuard.For(engine.Endpoint, RunOwner.Current).Begin(cancellationToken);
        var image = await ImageUnderTest.OpenAsync(engine, Image!, reporter, work.Token).ConfigureAwait(false);
        await using (image.ConfigureAwait(false))
        {
            var violations = new List<string>();
            foreach (var expectation in Expectations)
            {
                if (await expectation.CheckAsync(image, work.Token).ConfigureAwait(false) is { } actual)
                    violations.Add($"should {expectation.Text}: {actual}.");
                else
                    reporter.Report(new ProgressEvent.Notice($"Should {expectation.Text}: yes"));
            }
            if (violations.Count > 0)
                throw ImageContractException.From(Image!, Expectations.Count, violations);
        }
    }

    IEnumerable<string> Violations()
    {
        if (Image is null)
            yield return "no image is set. Call Of.";
        foreach (var path in Expectations.Select(PathOf).OfType<string>().Where(path => !path.StartsWith('/')))
            yield return $"the path '{path}' is not absolute.";
    }

    static string? PathOf(ImageExpectation expectation) => expectation switch
    {
        FileExpectation file => file.Path,
        AbsenceExpectation absence => absence.Path,
        _ => null,
    };
}
