import { type ComponentProps, type ReactNode, useState } from "react";
import { Form } from "react-router";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./dialog.tsx";

type Props = Omit<ComponentProps<typeof ConfirmDialog>, "open" | "onClose"> & {
  /** What the button says: a verb, an object. */
  label: ReactNode;
  icon?: ComponentProps<typeof Button>["icon"];
};

/** A button that asks before it posts to `action`; without JavaScript, the button alone is the gesture. */
export function AskingButton({ label, icon, action, fields = {}, ...dialog }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Form
        method="post"
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" icon={icon}>
          {label}
        </Button>
      </Form>
      <ConfirmDialog {...dialog} action={action} fields={fields} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
