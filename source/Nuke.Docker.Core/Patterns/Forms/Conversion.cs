namespace Nuke.Docker.Patterns.Forms;

/// <summary>One image on its way into the other form, for the errors.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Form">What it is to become, with its article.</param>
sealed record Conversion(string Image, string Form)
{
    public ImageConversionException Because(string reason) => new(Image, Form, reason);

    public ImageConversionException At(FormFile file, int line, string reason) =>
        new(Image, Form, reason, file.Name, line);
}
