import { control, expect, test } from '../../fixtures/index.ts';

test.describe('A frame of another origin', () => {
  // CSP Level 3 §6.4.2 and the HTML Standard's X-Frame-Options, whichever the browser goes by. ASVS v5.0.0-3.4.6.
  test('refuses the main page', control('BRW-FRAMING-01'), async ({ visitor }) => {
    expect(await visitor.framed()).toBeRefusedInFrame();
  });

  // HTML Standard, X-Frame-Options: a value that is not known, or several that differ, are judged in its own way.
  test('refuses it for X-Frame-Options alone', control('BRW-FRAMING-02'), async ({ visitor }) => {
    expect(await visitor.framedWith('x-frame-options')).toBeRefusedInFrame();
  });

  // CSP Level 3 §6.4.2: frame-ancestors lists who may frame, and beside it X-Frame-Options is ignored.
  test('refuses it for frame-ancestors alone', control('BRW-FRAMING-03'), async ({ visitor }) => {
    expect(await visitor.framedWith('frame-ancestors')).toBeRefusedInFrame();
  });
});
